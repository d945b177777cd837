/**
 * Kinds of places that help. None has a number here: numbers are the edition's (`helplines`), and shown once
 * somebody confirmed them. What is said of a place is a fact of a lesson, by its id there, with who confirms
 * it (tests/sheets.test.ts holds them together). What stands on the face of it is neutral: somebody
 * else may see the screen. Content, as lessons are: in Spanish whatever the app speaks.
 */
export type Place = {
  name: string;
  for: string;
  facts: readonly (readonly [id: string, says: string, confirm: string])[];
  /** A fact says that it costs nothing. */
  free?: 1;
  say: string;
  not: string;
};

export const directorio: readonly Place[] = [
  {
    name: 'Emergencia',
    for: 'Peligro ahora, alguien que no despierta o no puede respirar.',
    facts: [
      [
        'quien-emergencia',
        'En una emergencia te tienen que atender primero y preguntar después.',
        'el Ministerio de Salud',
      ],
    ],
    say: 'Necesito ayuda ahora. Le digo dónde estoy, qué pasa y quiénes corren peligro.',
    not: 'No cuentes tu historia ni busques papeles: primero, dónde estás.',
  },
  {
    name: 'Centro de salud',
    for: 'El cuerpo, el sueño y el ánimo.',
    facts: [
      [
        'cabeza-centro',
        'En el centro de salud atienden también la tristeza y el miedo que no se van.',
        'el Ministerio de Salud',
      ],
    ],
    say: 'Buenos días. Hace días que no me siento bien. ¿Con quién puedo hablar?',
    not: 'En la ventanilla no tienes que contar todo. Pide hablar a solas.',
  },
  {
    name: 'Casa y familia',
    for: 'Si en tu casa te gritan, te pegan, te encierran o te quitan la plata. No es tu culpa.',
    facts: [
      [
        'quien-violencia',
        'Hay centros del Estado que atienden la violencia en casa sin cobrar.',
        'el Ministerio de la Mujer',
      ],
    ],
    free: 1,
    say: 'Necesito orientación para mí. ¿Podemos hablar a solas?',
    not: 'No llames donde te puedan oír. No le digas a esa persona que pediste ayuda ni a dónde vas. Si revisan tu celular, llama desde otro.',
  },
  {
    name: 'Comisaría',
    for: 'Si te amenazan o te piden cupo.',
    facts: [
      [
        'amenaza-nombre',
        'La Policía puede recibir un aviso sin que des tu nombre.',
        'la Policía Nacional',
      ],
      [
        'amenaza-papeles',
        'Puedes denunciar aunque tus papeles no estén al día.',
        'la Defensoría del Pueblo',
      ],
    ],
    say: 'Quiero avisar de algo que me pasó y tengo pruebas guardadas. ¿Puedo contarlo sin dar mi nombre?',
    not: 'No contestes a quien te amenaza. No lo cuentes en el grupo ni lo publiques. Esta app no denuncia.',
  },
  {
    name: 'Orientación legal',
    for: 'Si no te aceptan un documento, te piden firmar algo o no te pagan.',
    facts: [
      [
        'quien-abogado',
        'Hay abogados del Estado que orientan sin cobrar.',
        'el Ministerio de Justicia',
      ],
    ],
    free: 1,
    say: 'Necesito orientación legal gratis. Le cuento qué pasó. ¿Qué puedo hacer y qué papel traigo?',
    not: 'No dejes tu documento original ni firmes lo que no entiendes. No pagues a quien te promete arreglarlo rápido.',
  },
  {
    name: 'Defensoría del Pueblo',
    for: 'Si una oficina del Estado no te atiende o te trata mal.',
    facts: [
      [
        'rechazo-defensoria',
        'La Defensoría del Pueblo recibe quejas contra oficinas del Estado.',
        'su oficina',
      ],
      [
        'permite-orienta',
        'La Defensoría del Pueblo orienta gratis, también a personas extranjeras.',
        'su oficina',
      ],
    ],
    free: 1,
    say: 'Quiero orientación. Fui a una oficina, me dijeron que no y apunté el día. ¿Qué puedo hacer?',
    not: 'No dejes tu documento original: pregunta si basta una copia.',
  },
  {
    name: 'SUNAT, orientación',
    for: 'El RUC, los regímenes y las boletas.',
    facts: [
      ['conviene-preguntar', 'Preguntar y orientarse en la SUNAT no cuesta.', 'la SUNAT'],
      ['ruc-gratis', 'Sacar el RUC en la SUNAT no cuesta.', 'la SUNAT'],
    ],
    free: 1,
    say: 'Buenos días. Vendo por mi cuenta y quiero orientarme. ¿Qué régimen me tocaría y qué documento aceptan?',
    not: 'No des tu Clave SOL ni un código que llegue a tu celular, aunque digan que llaman de la SUNAT.',
  },
  {
    name: 'Municipalidad',
    for: 'El permiso para vender en la calle, en un puesto o en un local.',
    facts: [
      [
        'pedir-municipio',
        'Para vender en la calle o en un local, la municipalidad pide su permiso.',
        'tu municipalidad',
      ],
      [
        'licencia-distrito',
        'Cada municipalidad dice qué calles, qué horas y qué costo.',
        'tu municipalidad',
      ],
    ],
    say: 'Quiero vender en este distrito. ¿Qué permiso me toca, cuánto cuesta y dónde está escrito?',
    not: 'No pagues en la mano: paga en caja y pide el recibo. No dejes tu documento original.',
  },
  {
    name: 'Demuna',
    for: 'Cuando a un niño le hacen daño.',
    facts: [
      [
        'trato-demuna',
        'La Demuna de la municipalidad atiende gratis cuando a un niño le hacen daño.',
        'la municipalidad de tu distrito',
      ],
    ],
    free: 1,
    say: 'Necesito orientación por un niño. ¿Con quién puedo hablar a solas?',
    not: 'No investigues por tu cuenta ni publiques su foto o su nombre.',
  },
  {
    name: 'Indecopi',
    for: 'Un mal cobro, o un negocio que no te quiere dar su Libro de Reclamaciones.',
    facts: [
      [
        'deuda-cobro-abusivo',
        'No está permitido cobrar una deuda con insultos, carteles en la puerta o avisos a los vecinos.',
        'Indecopi',
      ],
      [
        'rechazo-libro',
        'Un negocio que atiende al público debe tener Libro de Reclamaciones y darlo a quien lo pide.',
        'el Indecopi',
      ],
    ],
    say: 'Quiero orientación por un cobro o un reclamo. ¿Qué puedo hacer y qué prueba traigo?',
    not: 'No publiques el nombre ni la cara de nadie. No des tu clave del banco.',
  },
  {
    name: 'SBS',
    for: 'Saber si quien presta está supervisado.',
    facts: [
      [
        'gota-sbs-lista',
        'En la página de la SBS se puede ver qué bancos, cajas y financieras están supervisados.',
        'la SBS',
      ],
    ],
    say: 'Quiero saber si esta empresa que presta plata está supervisada. Le digo cómo se llama.',
    not: 'No des tu clave ni pagues por adelantado para que te presten.',
  },
  {
    name: 'Migraciones',
    for: 'Qué trámite toca con cada documento.',
    facts: [
      [
        'vencido-entrada',
        'La forma de entrar al país puede cambiar el trámite que le toca a cada persona.',
        'Migraciones',
      ],
    ],
    say: 'Quiero saber qué trámite me toca y cuánto cuesta. ¿Me lo puede escribir?',
    not: 'No pagues a quien ofrece sacarlo por fuera. Si te da miedo preguntar, primero pide orientación gratis.',
  },
];
