using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Schema.Tests.Generation;

/// <summary>The descriptions of types, properties and known values, from the XML documentation of the package.</summary>
internal sealed partial class SchemaDescriptions
{
    private static readonly Assembly Sdk = typeof(WebhookEvent).Assembly;

    private readonly Dictionary<string, XElement> _summaries = XDocument.Load(Path.ChangeExtension(Sdk.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    /// <summary>Adds the descriptions to a schema, and to all schemas in it.</summary>
    public void AddTo(JsonObject schema)
    {
        foreach (var nested in Nested(schema))
        {
            AddTo(nested);
        }

        if (schema["title"] is not { } title)
        {
            return;
        }

        var type = Sdk.GetTypes().Single(type => type.Name == title.GetValue<string>());
        schema.Insert(1, "description", OfType(type) + OfKnownValues(type));
        foreach (var (wireName, property) in schema["properties"]?.AsObject().ToList() ?? [])
        {
            if (schema["properties"]![wireName] is JsonObject described && OfProperty(type, wireName) is { } text)
            {
                described.Remove("description");
                described.Insert(described.ContainsKey("title") ? 1 : 0, "description", text);
            }
        }
    }

    public string OfType(Type type) => Text(_summaries[$"T:{type.FullName}"]);

    public string OfMember(MemberInfo member) => Text(_summaries[$"{(member is FieldInfo ? 'F' : 'P')}:{member.DeclaringType!.FullName}.{member.Name}"]);

    private static List<JsonObject> Nested(JsonNode? schema)
    {
        var children = schema switch
        {
            JsonObject node => node.Select(property => property.Value),
            JsonArray nodes => nodes,
            _ => [],
        };
        return [.. children.SelectMany(child => child is JsonObject nested ? [nested] : Nested(child))];
    }

    /// <summary>The member that names the wire name, in the type or a base type.</summary>
    private string? OfProperty(Type type, string wireName)
    {
        var summaries = BaseTypes(type)
            .SelectMany(declaring => declaring.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Select(property => _summaries.GetValueOrDefault($"P:{DocumentationName(declaring)}.{property.Name}")))
            .OfType<XElement>()
            .ToList();
        var summary = summaries.FirstOrDefault(summary => Inner(summary).Contains($"wire name <c>{wireName}</c>", StringComparison.Ordinal))
            ?? summaries.FirstOrDefault(summary => summary.Elements("c").Any(code => code.Value == wireName));
        return summary is null ? null : Text(summary);
    }

    /// <summary>A list of the known values of an open value.</summary>
    private string OfKnownValues(Type type) => string.Concat(type
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == type && type.IsValueType)
        .Select(property => $"\n- `{property.GetValue(null)}`: {Text(_summaries[$"P:{type.FullName}.{property.Name}"])}"));

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType!)
        {
            yield return declaring;
        }
    }

    private static string DocumentationName(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!;

    private static string Inner(XElement summary) => WhiteSpace().Replace(string.Concat(summary.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))), " ").Trim();

    private static string Text(XElement summary)
    {
        var text = WireName().Replace(Inner(summary), "");
        text = Reference().Replace(text, "`$1`");
        text = Code().Replace(text, "`$1`");
        return System.Net.WebUtility.HtmlDecode(text);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@", wire name <c>\w+</c>| Wire (name|value) <c>[^<]+</c>\.")]
    private static partial Regex WireName();

    [GeneratedRegex(@"<(?:see|paramref) (?:cref|name)=""(?:T:(?:\w+\.)*|[PFM]:(?:\w+\.)*?(?=\w+\.\w+(?:[`{(""])))?(\w+(?:\.\w+)?)[^""]*"" ?/>")]
    private static partial Regex Reference();

    [GeneratedRegex("<c>(.*?)</c>")]
    private static partial Regex Code();
}
