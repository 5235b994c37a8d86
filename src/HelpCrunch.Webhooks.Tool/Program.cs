using HelpCrunch.Webhooks.Tool;

if (args is ["send", ..])
{
    // Responses are read on the thread that waits for the sockets. This makes send about a third faster, because nothing in it blocks. .NET
    // reads the variable at the first use of a socket.
    Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}

return await WebhookTool.RunAsync(args, ToolEnvironment.CreateForProcess());
