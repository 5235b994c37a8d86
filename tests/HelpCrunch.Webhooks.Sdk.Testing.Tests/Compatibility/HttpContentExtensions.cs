namespace HelpCrunch.Webhooks.Sdk.Testing.Tests;

/// <summary>A member that .NET 8 has and .NET Framework does not, under the same name.</summary>
internal static class HttpContentExtensions
{
    public static Task<string> ReadAsStringAsync(this HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStringAsync();
    }
}
