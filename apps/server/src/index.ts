export { compose, type Parts } from './compose.ts';
export { type Config, ConfigError, readConfig } from './config.ts';
export { type Server, type StartOptions, startServer } from './start-server.ts';
