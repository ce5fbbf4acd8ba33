import * as robot from '@alicloud/dingtalk/dist/robot_1_0/client.js';
import { z } from 'zod';
import { id, listOf, optionalId } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

export type RobotMessage = {
  /** At most 20. */
  userIds: readonly string[];
  /** `sampleText`, `sampleMarkdown`, `sampleActionCard`, … */
  msgKey: string;
  /** The template's parameters; sent as JSON text, as DingTalk wants it. */
  msgParam: Readonly<Record<string, string>>;
};

/** A success may still leave people out: both lists must be looked at. */
export type RobotDelivery = {
  processQueryKey: string | null;
  /** Nobody by that id, or not in the robot's range. */
  invalidUserIds: string[];
  /** Throttled; may be sent to again later. */
  flowControlledUserIds: string[];
};

export type RobotCalls = {
  /**
   * Sends one message to several people, each in their own chat with the enterprise robot. One metered call whatever
   * the number of people. Source: doc `chatbots-send-one-on-one-chat-messages-in-batches`.
   * @throws RangeError for nobody or more than 20
   */
  sendRobotMessages(message: RobotMessage, options?: CallOptions): Promise<RobotDelivery>;
};

const MAX_RECEIVERS = 20;

const delivery = z
  .object({ processQueryKey: optionalId, invalidStaffIdList: listOf(id), flowControlledStaffIdList: listOf(id) })
  // All three absent is not a delivery report but something the SDK did not recognise.
  .refine(
    (raw) => raw.processQueryKey !== null || raw.invalidStaffIdList.length + raw.flowControlledStaffIdList.length > 0,
  )
  .transform((raw) => ({
    processQueryKey: raw.processQueryKey,
    invalidUserIds: raw.invalidStaffIdList,
    flowControlledUserIds: raw.flowControlledStaffIdList,
  }));

/** @param robotCode of the robot inside our own app */
export function robotCalls(wire: Wire, robotCode: string): RobotCalls {
  return {
    async sendRobotMessages({ userIds, msgKey, msgParam }, { purpose = 'lifecycle' } = {}) {
      if (userIds.length < 1 || userIds.length > MAX_RECEIVERS) {
        throw new RangeError(`sendRobotMessages takes 1 to ${MAX_RECEIVERS} people`);
      }
      const request = new robot.BatchSendOTORequest({
        robotCode,
        userIds: [...userIds],
        msgKey,
        msgParam: JSON.stringify(msgParam),
      });
      return wire.api('robot_1_0.batchSendOTO', purpose, delivery, (sdk, xAcsDingtalkAccessToken) =>
        sdk.robot.batchSendOTOWithOptions(
          request,
          new robot.BatchSendOTOHeaders({ xAcsDingtalkAccessToken }),
          sdk.runtime(),
        ),
      );
    },
  };
}
