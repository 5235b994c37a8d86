using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyXunit;

/// <summary>
/// Snapshots with the surface and the conventions of Verify.Xunit, for as long as that package cannot be restored here.
/// When it can, delete this file and the <c>Using</c> in the project, and add the package: tests and snapshots stay.
/// </summary>
public static class Verifier
{
    public static SettingsTask Verify(
        string target,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "") => new(target, sourceFile, method);
}

/// <summary>The comparison of a text with its <c>.verified.txt</c>. It runs when it is awaited.</summary>
public sealed class SettingsTask
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _target;
    private readonly string _sourceFile;
    private string _name;
    private string _directory = "";

    internal SettingsTask(string target, string sourceFile, string method)
    {
        _target = target;
        _sourceFile = sourceFile;
        _name = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{method}";
    }

    /// <summary>Names a theory's row: <c>Type.Method_text.verified.txt</c>.</summary>
    public SettingsTask UseTextForParameters(string parametersText)
    {
        _name += "_" + string.Concat(parametersText.Select(c => Path.GetInvalidFileNameChars().Contains(c) ? '-' : c));
        return this;
    }

    /// <summary>Sets the folder of the snapshots, relative to that of the test.</summary>
    public SettingsTask UseDirectory(string directory)
    {
        _directory = directory;
        return this;
    }

    public TaskAwaiter GetAwaiter() => CompareAsync().GetAwaiter();

    private async Task CompareAsync()
    {
        var path = Path.Combine(SourceDirectory(), _directory, _name);
        var (verified, received) = ($"{path}.verified.txt", $"{path}.received.txt");
        var actual = Normalize(_target);
        var expected = File.Exists(verified) ? Normalize(await File.ReadAllTextAsync(verified, Utf8)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        await File.WriteAllTextAsync(received, actual, Utf8);
        Assert.Fail(
            $"{(expected is null ? "There is no snapshot yet." : "The text differs from its snapshot.")} " +
            "Compare the two files; where the received one is right, it becomes the verified one.\n" +
            $"Received: {received}\nVerified: {verified}\n\n{actual}");
    }

    /// <summary>A build on a CI server maps the root of <c>CallerFilePath</c> to <c>/_/</c>; what is below the project stays.</summary>
    private string SourceDirectory()
    {
        if (File.Exists(_sourceFile))
        {
            return Path.GetDirectoryName(_sourceFile)!;
        }

        var project = typeof(SettingsTask).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "ProjectDirectory").Value!;
        var mapped = _sourceFile.Replace('\\', '/');
        var folder = $"/{Path.GetFileName(project)}/";
        var start = mapped.LastIndexOf(folder, StringComparison.Ordinal) + folder.Length;
        return Path.Combine(project, Path.GetDirectoryName(mapped[start..])!);
    }

    // Git can change line endings, and an editor can add the last one.
    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
