/** The queues that the Service Bus contract needs, in Config.json's form; a real namespace needs the same ones. */
export const CONTRACT_CONFIG = {
  UserConfig: {
    Namespaces: [
      {
        Name: 'sbemulatorns',
        Queues: [
          {
            Name: 'contract-plain',
            Properties: { LockDuration: 'PT1M', MaxDeliveryCount: 3, DeadLetteringOnMessageExpiration: true },
          },
          { Name: 'contract-short', Properties: { LockDuration: 'PT5S', MaxDeliveryCount: 3 } },
          {
            Name: 'contract-unique',
            Properties: { RequiresDuplicateDetection: true, DuplicateDetectionHistoryTimeWindow: 'PT5M' },
          },
        ],
      },
    ],
  },
};

/** Lock of `contract-short` on the emulator, in milliseconds: the tests wait for it to expire. */
export const SHORT_LOCK = 600;
