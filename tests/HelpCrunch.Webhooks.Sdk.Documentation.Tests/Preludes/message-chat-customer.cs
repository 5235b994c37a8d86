var body = File.ReadAllBytes("docs/payloads/message.chat.customer.json");
