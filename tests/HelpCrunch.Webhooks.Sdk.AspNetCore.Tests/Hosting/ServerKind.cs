namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public enum ServerKind
{
    /// <summary>In memory: what most users test with.</summary>
    TestHost,

    /// <summary>The real server, on loopback.</summary>
    Kestrel,
}
