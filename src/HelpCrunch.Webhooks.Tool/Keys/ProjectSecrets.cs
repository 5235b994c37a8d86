using System.Xml;
using System.Xml.Linq;
using HelpCrunch.Webhooks.Sdk.AspNetCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HelpCrunch.Webhooks.Tool.Keys;

/// <summary>Reads the signing keys of a project's user secrets, as the app itself reads them: <c>HelpCrunch:SigningKeys</c>.</summary>
internal static class ProjectSecrets
{
    private const string Section = "HelpCrunch";

    /// <exception cref="ToolException">The project has no user secrets, or they have no signing key.</exception>
    public static IReadOnlyList<WebhookSigningKey> ReadKeys(string project)
    {
        var id = FindId(project) ?? throw new ToolException(
            $"No project with user secrets in '{project}'. Run 'dotnet user-secrets init' there, then 'dotnet user-secrets set {Section}:SigningKeys:NAME KEY'.");
        var keys = ReadSecrets(id);
        return keys.Count > 0
            ? keys
            : throw new ToolException($"The user secrets of '{project}' have no signing key. Run 'dotnet user-secrets set {Section}:SigningKeys:NAME KEY' there.");
    }

    private static IReadOnlyList<WebhookSigningKey> ReadSecrets(string id)
    {
        try
        {
            var configuration = new ConfigurationBuilder().AddUserSecrets(id).Build();
            var services = new ServiceCollection();
            services.AddHelpCrunchWebhooks(configuration.GetSection(Section));
            using var provider = services.BuildServiceProvider();
            return [.. provider.GetRequiredService<IOptions<HelpCrunchWebhooksEndpointOptions>>().Value.SigningKeys];
        }
        catch (OptionsValidationException exception) when (exception.Failures.Any())
        {
            throw new ToolException($"The user secrets cannot be used: {exception.Failures.First()}");
        }
        catch (InvalidDataException)
        {
            throw new ToolException("The user secrets cannot be read: their file is not valid JSON.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            throw new ToolException($"The user secrets cannot be read: {exception.Message}");
        }
    }

    /// <summary>The id in the project file, or in a Directory.Build.props above it. Files are read, not evaluated: MSBuild may be absent.</summary>
    private static string? FindId(string project)
    {
        var folder = File.Exists(project) ? Path.GetDirectoryName(Path.GetFullPath(project))! : Path.GetFullPath(project);
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"The folder '{project}' does not exist.");
        }

        string[] projects = File.Exists(project) ? [project] : [.. Directory.EnumerateFiles(folder, "*.*proj").Order(StringComparer.Ordinal)];
        var parents = new List<string>();
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            parents.Add(Path.Combine(current.FullName, "Directory.Build.props"));
        }

        return projects.Concat(projects.Length == 0 ? [] : parents.Where(File.Exists)).Select(ReadId).FirstOrDefault(id => id is not null);
    }

    private static string? ReadId(string file)
    {
        try
        {
            var id = XDocument.Load(file).Descendants().FirstOrDefault(element => element.Name.LocalName == "UserSecretsId")?.Value.Trim();
            return string.IsNullOrEmpty(id) ? null : id;
        }
        catch (XmlException)
        {
            throw new ToolException($"{file} is not valid XML.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{file}: {exception.Message}");
        }
    }
}
