using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests;

internal static class Repository
{
    /// <summary>Gets the full path of a file or folder of the repository.</summary>
    public static string Path(string relativePath) => System.IO.Path.GetFullPath(System.IO.Path.Combine(
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ProjectDirectory").Value!,
        "../..",
        relativePath));
}
