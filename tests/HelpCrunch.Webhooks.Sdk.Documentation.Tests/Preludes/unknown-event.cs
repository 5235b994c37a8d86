var body =
    """
    {
      "event": "chat.linked",
      "eventData": { "chat_id": 5224081, "to": 5224090 },
      "attempts": 0,
      "lastAttemptAt": 1607542030,
      "createdAt": 1607542030,
      "id": "a2b0a3a0-6a42-4d2b-8b1c-111111111111"
    }
    """u8.ToArray();
