namespace HelpCrunch.Webhooks.Sdk.TrimmedConsumer;

/// <summary>The documented examples, as resources of the program.</summary>
internal static class Payloads
{
    public static IEnumerable<(string Name, byte[] Body)> All => typeof(Payloads).Assembly.GetManifestResourceNames().Select(name => (name, Read(name)));

    public static byte[] Read(string name)
    {
        using var payload = typeof(Payloads).Assembly.GetManifestResourceStream(name)!;
        using var body = new MemoryStream();
        payload.CopyTo(body);
        return body.ToArray();
    }
}
