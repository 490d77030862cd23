// First: what is traced must be loaded after what traces it.
import './telemetry/start';
import 'reflect-metadata';
import { run } from './startup/run';

run();
