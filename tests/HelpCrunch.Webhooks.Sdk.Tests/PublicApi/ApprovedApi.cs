using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

/// <summary>The approved public API: a file next to the tests for each target of a package.</summary>
internal static class ApprovedApi
{
    /// <summary>Fails and writes the received file if the API differs.</summary>
    public static async Task CompareAsync(string package, string target)
    {
        var approved = Path.Combine(Folder(), $"{package}.{target}.approved.txt");
        var received = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
        var actual = ApiText.Of(package, target);
        var expected = File.Exists(approved) ? (await File.ReadAllTextAsync(approved)).ReplaceLineEndings("\n") : "";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, actual);
        Assert.Fail(
            $"""
            The public API of {target} is not the approved one. Its users compile against it, so look at every line of
              diff {approved} {received}
            What is removed or changed breaks them and wants a major version; what is added, a line in CHANGELOG.md. When it is meant:
              mv {received} {approved}
            {Difference(expected, actual)}
            """);
    }

    /// <summary>The lines that are on one side only.</summary>
    private static string Difference(string expected, string actual)
    {
        var (before, after) = (expected.Split('\n'), actual.Split('\n'));
        return string.Join('\n', before.Except(after).Select(line => "- " + line.Trim()).Concat(after.Except(before).Select(line => "+ " + line.Trim())).Take(50));
    }

    private static string Folder() => Path.Combine(
        typeof(ApprovedApi).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!,
        "PublicApi");
}
