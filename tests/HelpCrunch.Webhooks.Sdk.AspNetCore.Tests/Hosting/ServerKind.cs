namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

public enum ServerKind
{
    /// <summary>In memory, as in most tests of users.</summary>
    TestHost,

    /// <summary>The real server, on loopback.</summary>
    Kestrel,
}
