using System.Diagnostics.CodeAnalysis;
using HelpCrunch.Webhooks.Sdk;

namespace ParseWebhook;

/// <summary>The parsed arguments.</summary>
internal sealed class CommandLine
{
    public const string HelpText = """
        Shows HelpCrunch webhooks: the event, its time, its data and its drift.

        dotnet run --project samples/ParseWebhook -- [FILE…] [--key KEY… --signature HEADER [--explain]]
        dotnet run --project samples/ParseWebhook -- [--examples]

          FILE                the body of a webhook; - is standard input. Without FILE, the body is read from
                              standard input if that is redirected, else the examples are shown
          --examples          show the documented examples of docs/payloads
          --key KEY           HelpCrunch's HTTP Webhook Signing Key: verify before parsing. Several are tried in turn
          --signature HEADER  the value of the delivery's X-HelpCrunch-Signature
          --explain           say why the signature does not match
          --help              this text

        Exit code: 0 when every body was a webhook, 1 when one was not or its signature was not valid,
        2 when the arguments are invalid.
        """;

    private CommandLine()
    {
    }

    public List<string> Files { get; } = [];

    public List<WebhookSigningKey> Keys { get; } = [];

    public string? Signature { get; private set; }

    public bool Explain { get; private set; }

    public bool Examples { get; private set; }

    public bool Help { get; private set; }

    public static bool TryRead(string[] args, out CommandLine commandLine, [NotNullWhen(false)] out string? problem)
    {
        commandLine = new CommandLine();
        problem = commandLine.Read(new Queue<string>(args));
        return problem is null;
    }

    private string? Read(Queue<string> args)
    {
        while (args.TryDequeue(out var arg))
        {
            switch (arg)
            {
                case "--help" or "-h":
                    Help = true;
                    break;
                case "--examples":
                    Examples = true;
                    break;
                case "--explain":
                    Explain = true;
                    break;
                case "--key":
                    if (!args.TryDequeue(out var secret) || string.IsNullOrWhiteSpace(secret))
                    {
                        return "--key needs the signing key from HelpCrunch's Settings → Developers → Webhooks.";
                    }

                    Keys.Add(new WebhookSigningKey(secret, $"key number {Keys.Count + 1}"));
                    break;
                case "--signature":
                    if (!args.TryDequeue(out var signature))
                    {
                        return "--signature needs the value of the X-HelpCrunch-Signature header.";
                    }

                    Signature = signature;
                    break;
                case "-" or [not '-', ..]:
                    Files.Add(arg);
                    break;
                default:
                    return $"'{arg}' is not a file or an option.";
            }
        }

        if (Examples && (Files.Count > 0 || Keys.Count > 0 || Signature is not null))
        {
            return "--examples shows only the documented examples. Leave out FILE, --key and --signature.";
        }

        if (Keys.Count > 0 != Signature is not null)
        {
            return "--key and --signature are used together.";
        }

        if (Explain && Signature is null)
        {
            return "--explain explains a signature. Add --key and --signature.";
        }

        return Signature is not null && Files.Count > 1 ? "--signature belongs to one body. Name one FILE." : null;
    }
}
