import type { Api, ResponsibilitiesReply } from '@baton/api/client';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../queries.ts';
import { call } from '../session.ts';

export const coverageQuery = () => queryOptions({ queryKey: ['coverage'], queryFn: () => call('readCoverage') });

export const dutiesQuery = (key: string) =>
  queryOptions({ queryKey: ['duties', key], queryFn: () => call('readResponsibilities', { params: { key } }) });

/** Every verb answers with the position's whole list. */
function keep(reply: ResponsibilitiesReply): void {
  queryClient.setQueryData(dutiesQuery(reply.position.key).queryKey, reply);
  void queryClient.invalidateQueries({ queryKey: coverageQuery().queryKey });
}

export const addDuty = async (key: string, body: Api['addResponsibility']['body']) =>
  keep(await call('addResponsibility', { params: { key }, body }));
export const changeDuty = async (id: string, body: Api['changeResponsibility']['body']) =>
  keep(await call('changeResponsibility', { params: { id }, body }));
export const retireDuty = async (id: string, version: number) =>
  keep(await call('retireResponsibility', { params: { id }, body: { version } }));
export const verifyDoer = async (id: string, userId: string, verified: boolean) =>
  keep(await call('verifyDoer', { params: { id, userId }, body: { verified } }));
export const reloadDuties = (key: string) => queryClient.invalidateQueries({ queryKey: dutiesQuery(key).queryKey });
