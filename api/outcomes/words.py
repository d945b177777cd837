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
    "seguridad": (
        "Cuidado: «por seguridad, no»",
        "De las acciones contestadas en 28 días: cuántas se dejaron de hacer por seguridad.",
    ),
}

# What cannot be measured today, and why. Never a zero.
UNMEASURED = (
    (
        "5. Alguien ahí",
        "Todavía no se mide: hoy no hay llamadas, parejas ni sesiones que las dos partes "
        "confirmen en la app.",
    ),
    (
        "Primeras descargas por día",
        "Todavía no se cuentan. Los celulares que nunca enviaron nada no se ven aquí: el número "
        "real de quienes empezaron es mayor.",
    ),
    (
        "Diferencia por lugar de origen",
        "No se mide: la app no pregunta a nadie de dónde viene. Solo se mediría si cada quien lo "
        "dijera por su gusto, y hoy no hay dónde.",
    ),
    ("Céntimos por acción aplicada", "Todavía no se mide: nadie anota aquí lo que se gasta."),
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
