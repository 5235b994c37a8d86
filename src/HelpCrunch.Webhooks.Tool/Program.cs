using HelpCrunch.Webhooks.Tool;

return await WebhookTool.RunAsync(args, ToolEnvironment.CreateForProcess());
