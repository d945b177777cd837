/** Words of listening. */
export const esListen = {
  reading: 'Lectura en voz alta',
  stopReading: 'Parar',
  slow: 'Lento',
  normal: 'Normal',
  fast: 'Rápido',
  speedIs: 'Velocidad: {0}. Toca para cambiar.',
  buttonSays: 'Botón: {0}',
  noVoice: 'Este celular no tiene una voz en {0}.',
  noVoiceOffer: 'Puedes bajar la grabación de esta lección. Después suena sin señal.',
  bringSound: 'Bajar la grabación · {0}',
  bringingSound: 'Bajando la grabación…',
  langEs: 'español',
  langQu: 'quechua',
  langEn: 'inglés',
  langOther: 'este idioma',
};
