using System.CommandLine;
using System.CommandLine.Parsing;

namespace HelpCrunch.Webhooks.Tool.Input;

/// <summary>Creates options that are a file or a folder.</summary>
internal static class PathOption
{
    public static Option<T> CreateFile<T>(string name, string description) => Create<T>(name, "FILE", "It needs a file.", description);

    public static Option<T> CreateFolder<T>(string name, string description, params string[] aliases) => Create<T>(name, "DIR", "It needs a folder.", description, aliases);

    /// <summary>Reports an empty value, such as that of an unset variable.</summary>
    public static void CheckNotEmpty(SymbolResult result, string message)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError(message);
        }
    }

    private static Option<T> Create<T>(string name, string helpName, string need, string description, params string[] aliases)
    {
        var option = new Option<T>(name, aliases) { Description = description, HelpName = helpName };
        option.Validators.Add(result => CheckNotEmpty(result, $"{name} is empty. {need}"));
        return option;
    }
}
