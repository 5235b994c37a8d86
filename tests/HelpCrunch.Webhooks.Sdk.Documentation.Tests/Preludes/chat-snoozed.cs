var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
