using System.CommandLine;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Keys;

/// <summary>
/// The options that name the signing key. The options of the command line have priority over the user secrets of a project, and these over
/// the environment variable. The key is never printed.
/// </summary>
internal sealed class SigningKeySource(ToolEnvironment environment)
{
    public const string VariableName = "HELPCRUNCH_SIGNING_KEY";

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = $"The HTTP Webhook Signing Key. Other users of this computer can see it in the list of processes: prefer {VariableName} or --key-file. Can be repeated.",
        HelpName = "KEY",
    };

    private readonly Option<string[]> _files = PathOption.CreateFile<string[]>("--key-file", "A file that contains the key. Can be repeated.");

    private readonly Option<string?> _project = PathOption.CreateFolder<string?>(
        "--project", "A folder with a project whose user secrets contain the key: HelpCrunch:SigningKeys.");

    public void AddOptionsTo(Command command)
    {
        command.Add(_keys);
        command.Add(_files);
        command.Add(_project);
    }

    /// <summary>Reads the keys, in the order in which they are tried. Empty when none is given.</summary>
    /// <exception cref="ToolException">A key is not valid, or a file cannot be read.</exception>
    public IReadOnlyList<WebhookSigningKey> Read(ParseResult arguments)
    {
        WebhookSigningKey[] keys = [.. FromOptions(arguments)];
        foreach (var warning in keys.Select(key => key.Warning).OfType<string>())
        {
            environment.Error.PrintLine(warning);
        }

        return keys;
    }

    /// <summary>Reads the keys.</summary>
    /// <exception cref="ToolException">A key is missing or not valid, or a file cannot be read.</exception>
    public IReadOnlyList<WebhookSigningKey> ReadRequired(ParseResult arguments) => Read(arguments) is { Count: > 0 } keys
        ? keys
        : throw new ToolException(
            $"No signing key. Set {VariableName} to the HTTP Webhook Signing Key of HelpCrunch (Settings → Developers → Webhooks), or use --key-file, --project or --key.");

    private IEnumerable<WebhookSigningKey> FromOptions(ParseResult arguments)
    {
        var secrets = arguments.GetValue(_keys) ?? [];
        var files = arguments.GetValue(_files) ?? [];
        if (secrets.Length + files.Length > 0)
        {
            return
            [
                .. secrets.Select((secret, index) => Create(secret, secrets.Length == 1 ? "--key" : $"--key {index + 1}")),
                .. files.Select(FromFile),
            ];
        }

        return arguments.GetValue(_project) is { } project ? ProjectSecrets.ReadKeys(project)
            : environment.GetVariable(VariableName) is { Length: > 0 } variable ? [Create(variable, VariableName)]
            : [];
    }

    private static WebhookSigningKey Create(string secret, string name)
    {
        try
        {
            return new WebhookSigningKey(secret, name);
        }
        catch (ArgumentException)
        {
            throw new ToolException($"{name} is empty. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks).");
        }
    }

    private static WebhookSigningKey FromFile(string path)
    {
        try
        {
            return WebhookSigningKey.FromFile(path, "--key-file");
        }
        catch (ArgumentException)
        {
            throw new ToolException($"{path} has no signing key. Copy the HTTP Webhook Signing Key from HelpCrunch (Settings → Developers → Webhooks) into it.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{path}: {exception.Message}");
        }
    }
}
