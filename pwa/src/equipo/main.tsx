/** The team's page, /equipo: a document of its own, nothing of it on a learner's phone. */
import { render } from 'preact';
import { App } from './app';
import './equipo.css';

const page = document.getElementById('page');
if (page) render(<App />, page);
