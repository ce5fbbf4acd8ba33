/** The application that the measured server and the local DingTalk both know. No secret: it exists in the bench only. */
export const APP = {
  corpId: 'dingbench0000000000000000000000000',
  clientId: 'dingbenchclient00000',
  clientSecret: 'bench-secret-bench-secret-bench-secret-0000',
  agentId: '2900000002',
  robotCode: 'dingbenchclient00000',
  token: 'benchtoken0000000000',
  aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
};
