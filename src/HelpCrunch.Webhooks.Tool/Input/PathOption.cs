using System.CommandLine;

namespace HelpCrunch.Webhooks.Tool.Input;

/// <summary>Creates options that are a file or a folder.</summary>
internal static class PathOption
{
    public static Option<T> Create<T>(string name, string helpName, string description, params string[] aliases)
    {
        var option = new Option<T>(name, aliases) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{name} is empty. It needs a {(helpName == "DIR" ? "folder" : "file")}.");
            }
        });
        return option;
    }
}
