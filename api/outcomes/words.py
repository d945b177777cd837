"""What the report calls each figure, and what it says of it."""

# Key -> its title and one sentence.
SAID = {
    "util": (
        "1. Lo primero que sirve",
        "De los perfiles con más de 72 horas: cuántos, en esas primeras 72 horas, terminaron una "
        "lección y contaron cómo les fue con una acción.",
    ),
    "aplica": (
        "2. Acciones aplicadas",
        "De los perfiles activos en los últimos 28 días: cuántos hicieron una acción y dijeron "
        "«funcionó», «a medias» o «no funcionó». Es lo que cuentan ellas y ellos; nadie lo vio.",
    ),
    "repite": (
        "2b. Lo volvieron a hacer",
        "De quienes hace siete días o más dijeron «funcionó» o «a medias»: cuántos contaron que la "
        "hicieron otra vez, cuando se les volvió a preguntar.",
    ),
    "nopudo": (
        "2c. No pude",
        "De las acciones contestadas en 28 días: cuántas no se pudieron hacer. No es fracaso ni "
        "acción aplicada: se cuenta aparte.",
    ),
    "vuelve": (
        "3. Vuelven a las cuatro semanas (por lo bajo)",
        "De todos los que entraron: cuántos tuvieron actividad en dos días o más, entre el día 22 "
        "y el 28. Quien no ha enviado nada cuenta como que no volvió.",
    ),
    "vuelve-oidas": (
        "3. Vuelven a las cuatro semanas (por lo alto)",
        "Lo mismo, solo entre aquellos de quienes supimos algo después del día 28.",
    ),
    "vuelve90": (
        "3b. Vuelven a los tres meses (por lo bajo)",
        "Igual, entre el día 84 y el 90, de todos los que entraron.",
    ),
    "vuelve90-oidas": (
        "3b. Vuelven a los tres meses (por lo alto)",
        "Igual, entre aquellos de quienes supimos algo después del día 90.",
    ),
    "regla": (
        "4. La regla que se queda",
        "De quienes tomaron una regla hace seis semanas o más: cuántos la confirmaron en tres o "
        "más de las seis semanas que siguieron. Ningún monto sale del celular.",
    ),
    "alguien": (
        "5. Alguien ahí",
        "De los perfiles activos en los últimos 28 días: cuántos hablaron en esos días con alguien "
        "del equipo, y lo dicen las dos partes: el equipo lo anotó y ella o él respondió que sí, o "
        "volvió a entrar con el código que le dio su mentora.",
    ),
    "alguien7": (
        "5b. Alguien ahí en la primera semana",
        "De quienes entraron hace 7 días o más: cuántos hablaron con alguien en esos 7 días.",
    ),
    "alguien14": (
        "5b. Alguien ahí en dos semanas",
        "De quienes entraron hace 14 días o más: cuántos hablaron con alguien en esos 14 días.",
    ),
    "alguien28": (
        "5b. Alguien ahí en cuatro semanas",
        "De quienes entraron hace 28 días o más: cuántos hablaron con alguien en esos 28 días.",
    ),
    "hechas": (
        "Acciones hechas desde el comienzo",
        "De todas las acciones contestadas hasta ese día: cuántas se hicieron, con el resultado "
        "que fuera. Se cuentan acciones, no personas.",
    ),
    "seguridad": (
        "Cuidado: «por seguridad, no»",
        "De las acciones contestadas en 28 días: cuántas se dejaron de hacer por seguridad.",
    ),
}

# What cannot be measured today, and why. Never a zero.
UNMEASURED = (
    (
        "Primeras descargas por día",
        "Todavía no se cuentan. Los celulares que nunca enviaron nada no se ven aquí: el número "
        "real de quienes empezaron es mayor.",
    ),
    ("Denuncias abiertas", "Todavía no se mide: hoy no hay nada publicado que se pueda denunciar."),
)

MEANING = (
    "Los números van de diez en diez, y lo que tiene menos de diez personas no se muestra, tampoco "
    "por resta. Una línea cambia solo cuando cambió lo de diez personas o más: por eso puede "
    "llevar una fecha anterior.",
    "Se cuentan perfiles, no personas: alguien con dos perfiles cuenta dos veces.",
    "Ninguna cifra dice que la app causó algo: no hay grupo con quien comparar.",
)
HIDDEN_WORD = "no se muestra"
HARD_TO_SHOW = "No se muestra: hacen falta diez personas o más a cada lado de cada cifra."

COST = "Céntimos por acción hecha"
NO_COST = (
    "No se dijo cuánto se gastó. Se dice al pedir el informe: COST= y el total en céntimos, sin "
    "puntos ni comas."
)
WAIT = "Cuánto esperó la mitad para hablar con alguien"
ORIGIN_GAP = "Cuidado: diferencia por lugar de origen"
MODE_GAP = "Cuidado: diferencia entre escuchar y leer"
BOUNDS = (
    "Quien no lo dijo puede ser de cualquier lugar: por eso cada parte va de un número a otro, y "
    "la verdad está en medio. Decirlo es de cada quien; en ninguna lista se ve quién dijo qué."
)


def wait_words(after: int, within: int) -> str:
    """Say after how many days, and within how many, half of all had somebody."""
    if not within:
        return f"Más de {after} días: a los {after} días, todavía no había hablado la mitad."
    if not after:
        return f"{within} días o menos."
    return f"Más de {after} días y no más de {within}."


def cost_words(each: int | None) -> str:
    """Say what one action done cost."""
    if each is None:
        return HARD_TO_SHOW
    return f"Cerca de {each} céntimos (S/ {each // 100}.{each % 100:02}) cada una."
