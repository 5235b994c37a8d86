using System.Runtime.InteropServices;
using HelpCrunch.Webhooks.Tool;

if (args is ["send", ..])
{
    // Responses are read on the thread that waits for the sockets. This makes send about a third faster, because nothing in it blocks. .NET
    // reads the variable at the first use of a socket.
    Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
}

// From .NET 10 on, the runtime does not end a process at SIGTERM, and System.CommandLine for .NET 8 relies on that.
using var terminated = new CancellationTokenSource();
using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    terminated.Cancel();
});
return await WebhookTool.RunAsync(args, ToolEnvironment.CreateForProcess(), terminated.Token);
