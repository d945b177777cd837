/**
 * Ready messages by moment, for people who buy: what stands in [ ] is a blank that she fills. Content, as
 * lessons are: in Spanish whatever the app speaks. Short, never pushy, no threat (tests/sheets.test.ts).
 */
export const mensajes: readonly (readonly [
  id: string,
  moment: string,
  hint: string,
  texts: readonly string[],
])[] = [
  [
    'saludo',
    'Saludo y precios',
    'Saludo, doy el precio y hago una pregunta.',
    [
      'Buenas, gracias por escribir. [qué] cuesta [precio]. ¿Para qué día lo quiere?',
      'Hola, [nombre]. Hoy hay [qué]: [precio]. ¿Le separo?',
    ],
  ],
  [
    'pedido',
    'Pedido confirmado',
    'Repito el pedido y el total, para no fallar.',
    [
      'Listo, [nombre]. Anoté: [pedido], para [el día] a las [hora]. En total son [precio]. ¿Está bien así?',
      '¡Gracias por su pedido! Le repito para no fallar: [pedido]. Son [precio]. Le aviso cuando esté listo.',
    ],
  ],
  [
    'cita',
    'Confirmar una cita y pedir adelanto',
    'La noche antes y dos horas antes. Haz fácil decir que no.',
    [
      'Hola, [nombre]. Le espero [el día] a las [hora]. ¿Viene o le cambio la hora?',
      'Le separo [el día] a las [hora]. El adelanto es [monto] y se descuenta del total. Si yo fallo, se lo devuelvo. ¿Le parece?',
      'Hola, [nombre]. Hoy le esperé a las [hora]. ¿Le busco otro día?',
    ],
  ],
  [
    'tarde',
    'Voy tarde',
    'Avisar antes de la hora cuida la confianza.',
    [
      'Hola, [nombre]. Voy con retraso y no quiero que espere sin saber. Llego a las [hora]. Si ya no le sirve, le busco otro momento.',
      'Disculpe: su pedido se demora. Estará listo a las [hora]. ¿Lo espera o lo cambiamos de día?',
    ],
  ],
  [
    'cobro',
    'Recordar un pago, sin pelear',
    'A solas, nunca en un grupo. Di cuánto y da una salida.',
    [
      'Hola, [nombre]. Son [monto] de [qué]. ¿Le sirve pagarlo hoy o en dos partes?',
      'Hola, [nombre]. ¿Cómo vamos con lo de [qué]? Quedan [monto]. Dígame cuánto puede hoy y qué día lo demás, y lo anoto.',
    ],
  ],
  [
    'disculpa',
    'Disculpa y arreglo',
    'Escucho, pido disculpas y arreglo. Después pregunto cómo quedó.',
    [
      'Disculpe, tiene razón en molestarse. Le ofrezco [arreglo] y lo tengo listo [el día]. ¿Le parece bien?',
      'Gracias por avisarme. Siento lo de [qué pasó]. ¿Prefiere que lo haga de nuevo o que le devuelva [monto]?',
      'Hola, [nombre]. ¿Cómo quedó [qué]? Si algo falta, me dice y lo veo.',
    ],
  ],
  [
    'recomendar',
    'Pedir que me recomienden',
    'Cuando la persona está contenta. Da tú tu número; no pidas el de sus amigas.',
    [
      '¡Qué bueno que le gustó! Si sabe de alguien que necesite [qué], ¿le pasa mi número? Gracias.',
      'Gracias por sus palabras, [nombre]. ¿Puedo mostrarlas a otros clientes, sin su nombre?',
    ],
  ],
  [
    'mes',
    'No viene hace un mes',
    'Una sola vez, y solo a quien te dio permiso. Si no contesta, déjalo ahí.',
    [
      'Hola, [nombre]. Esta semana hay [lo que le gusta]. ¿Le separo?',
      '¡Qué gusto saludarle, [nombre]! Llegó [lo que le gusta]. ¿Le busco un turno esta semana?',
    ],
  ],
  [
    'oferta',
    'Una oferta que no regala',
    'Que no baje de lo que te cuesta. De uno en uno, a quien te dio permiso.',
    [
      'Hola, [nombre]. Hoy tengo [algo más chico] a [precio]. ¿Le guardo uno?',
      'Solo por hoy, para no botar: [qué] a [precio]. Está bueno. ¿Le separo?',
      'Si pide [qué] para [el día], le agrego [regalito] y el precio es el mismo. ¿Le anoto?',
    ],
  ],
  [
    'colecta',
    'Mi colecta',
    'Para qué, cuánto falta y qué pones tú. A quien te conoce, de uno en uno.',
    [
      'Hola, [nombre]. Se malogró [qué]. Cuesta [precio]; yo pongo [lo mío] y falta [lo que falta]. ¿Me ayuda con [monto]? Si ahora no puede, todo bien.',
      'Gracias por ayudarme. Ya compré [qué] y costó [precio]. Le mando la foto.',
    ],
  ],
  [
    'resena',
    'Responder una mala reseña',
    'Espera y respira. Corto, sin excusas y sin contar cosas del cliente.',
    [
      'Gracias por avisar. Siento lo de [qué pasó]. Le escribo por mensaje para arreglarlo.',
      'No encuentro su pedido. Escríbame por mensaje y lo reviso con calma.',
    ],
  ],
];
