var body = File.ReadAllBytes("tests/HelpCrunch.Webhooks.Sdk.Documentation.Tests/Bodies/chat.linked.json");
