namespace HelpCrunch.Webhooks.Tool;

/// <summary>The exit codes of all commands.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A check failed: a body is not a webhook, a signature is not valid, or a delivery was not accepted.</summary>
    public const int Failure = 1;

    /// <summary>The command could not run: an argument is not valid, a file cannot be read, or a signing key is missing.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C, as shells report it.</summary>
    public const int Canceled = 130;
}
