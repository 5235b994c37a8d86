using System.CommandLine;

return await new RootCommand("Shows, verifies, signs, sends, receives, replays, and redacts HelpCrunch webhooks.").Parse(args).InvokeAsync();
