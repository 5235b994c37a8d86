namespace HelpCrunch.Webhooks.Tool.Tests.Support;

/// <summary>A folder that is deleted after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("helpcrunch-webhooks-").FullName;

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content.ToArray());
        return path;
    }

    public string Write(string name, string content) => Write(name, ToolRun.Utf8(content));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
