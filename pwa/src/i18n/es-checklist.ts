/** Words of the checklist; the lists it begins with are content (es.control.ts). */
export const esChecklist = {
  checkToday: 'Marca lo que ya hiciste hoy. A medianoche se borran las marcas y empiezas otra vez.',
  checkSteps: 'Mis pasos',
  checkBefore: 'Antes de la inspección',
  checkOf: 'Hoy llevas {0} de {1}.',
  checkAll: 'Hoy está todo.',
  checkEdit: 'Cambiar esta lista',
  checkStep: 'Paso {0}',
  checkDrop: 'Quitar: {0}',
  checkAdd: 'Agregar un paso',
  checkKeep: 'Guardar mi lista',
  checkLeave: 'Dejarla como estaba',
  checkStart: 'Volver a la lista del comienzo',
};
