/**
 * The five steps with which a list begins, by trade in the order of screens/tools/sheet.tsx: those of the
 * lesson "Mi paso a paso" (lessons/es/bien), to the letter. `inspeccion` is the list of "Antes de la
 * inspección". Content, as lessons are: in Spanish whatever the app speaks.
 */
export const control: readonly (readonly string[])[] = [
  [
    'Lava manos y mesa',
    'Mide harina y agua con la misma taza',
    'Amasa y deja reposar',
    'Cocina hasta que doren los dos lados',
    'Abre una y mira',
  ],
  [
    'Mira la uña y pregunta si algo duele',
    'Limpia y seca bien',
    'Pone la base',
    'Pinta dos capas delgadas',
    'Espera a que seque',
  ],
  ['Mide dos veces', 'Marca la tela', 'Corta', 'Prueba con alfileres', 'Cose y plancha'],
  [
    'Pregunta qué comen y qué no',
    'Mira si hay peligros',
    'Juega y da la comida a su hora',
    'Apunta lo que pasó',
    'Los entrega solo a quien acordaron',
  ],
  [
    'Pregunta si algo duele',
    'Lava manos y camilla',
    'Empieza suave',
    'Para si duele',
    'Pregunta cómo se siente',
  ],
  [
    'Pregunta qué no entendió',
    'Empieza por lo que ya sabe',
    'Explica con un ejemplo',
    'Mira cómo lo hace el alumno',
    'Deja una tarea corta',
  ],
  [
    'Pregunta texto, color y tamaño',
    'Hace un dibujo chico',
    'Espera el sí del cliente',
    'Pinta por partes',
    'Revisa letra por letra',
  ],
  [
    'Mira y pregunta qué pasó',
    'Cierra la llave del agua',
    'Cambia la pieza',
    'Abre y mira si gotea',
    'Limpia y explica',
  ],
  [
    'Teje una muestra',
    'Cuenta los puntos',
    'Teje sin jalar el hilo',
    'Mide antes de cerrar',
    'Lava y seca estirado',
  ],
];

export const inspeccion: readonly string[] = [
  'Manos y ropa limpias',
  'Mesa, utensilios y piso limpios',
  'Basura con tapa',
  'Agua y gas sin fugas; cables sanos',
  'Copia del papel de tu puesto',
];
