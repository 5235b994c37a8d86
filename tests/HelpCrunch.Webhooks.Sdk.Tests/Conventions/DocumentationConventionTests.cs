using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>The XML docs next to the assembly, which editors show.</summary>
public sealed partial class DocumentationConventionTests
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(SdkMetadata.Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    [Fact]
    public void Docs_PublicMember_HasASummary()
    {
        var silent = from symbol in PublicSymbols.All
                     let id = symbol.GetDocumentationCommentId()
                     where !Members.TryGetValue(id, out var member)
                           || (string.IsNullOrWhiteSpace(member.Element("summary")?.Value) && member.Element("inheritdoc") is null)
                     select id;

        silent.Should().BeEmpty();
    }

    [Fact]
    public void Docs_Parameter_IsExplained()
    {
        var silent = from method in PublicSymbols.All.OfType<IMethodSymbol>()
                     where !IsConverter(method.ContainingType) && method.MethodKind != MethodKind.UserDefinedOperator
                     let member = Members[method.GetDocumentationCommentId()!]
                     where member.Element("inheritdoc") is null
                     from parameter in method.Parameters
                     where string.IsNullOrWhiteSpace(member.Elements("param").SingleOrDefault(param => param.Attribute("name")!.Value == parameter.Name)?.Value)
                     select $"{method.ToDisplayString()}: {parameter.Name}";

        silent.Should().BeEmpty();
    }

    [Fact]
    public void Docs_WireMember_HasItsWireNameAndJsonType()
    {
        foreach (var (type, wireNames) in DocumentedFields.Of)
        {
            foreach (var wireName in wireNames)
            {
                var summary = Members[$"P:{type.FullName}.{SdkMetadata.Pascal(wireName)}"].Element("summary")!;

                summary.Elements("c").Select(c => c.Value).Should().Contain(wireName);
                summary.Value.Should().MatchRegex("JSON (integer|string|boolean|object|array)|no JSON", "the summary of {0}.{1} has the JSON type", type.Name, wireName);
            }
        }
    }

    [Fact]
    public void Docs_EnvelopeMember_HasItsWireName()
    {
        foreach (var wireName in DocumentedFields.OfTheEnvelope)
        {
            var id = wireName switch
            {
                "event" => "P:HelpCrunch.Webhooks.Sdk.WebhookEvent.EventType",
                "eventData" => "P:HelpCrunch.Webhooks.Sdk.WebhookEvent`1.EventData",
                _ => $"P:HelpCrunch.Webhooks.Sdk.WebhookEvent.{SdkMetadata.Pascal(wireName)}",
            };

            Members[id].Element("summary")!.Elements("c").Select(c => c.Value).Should().Contain(wireName);
        }
    }

    [Fact]
    public void Docs_Time_HasItsUnit()
    {
        var times = SdkMetadata.Models.SelectMany(SdkMetadata.PropertiesOf).Where(property => property.PropertyType == typeof(DateTimeOffset?)).ToList();

        times.Should().HaveCount(9);
        times.Should().OnlyContain(time => Summary(time.DeclaringType!, time.Name).Contains("UNIX seconds", StringComparison.Ordinal));
    }

    [Fact]
    public void Docs_NullableMember_DescribesWhenItIsNull()
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in DocumentedFields.Of.Keys.SelectMany(SdkMetadata.PropertiesOf))
        {
            if (nullability.Create(property).ReadState == NullabilityState.Nullable)
            {
                Summary(property.DeclaringType!, property.Name).Should().Contain("Null ", "the summary of {0}.{1} says when it is null", property.DeclaringType!.Name, property.Name);
            }
        }
    }

    [Fact]
    public void Docs_UndocumentedMember_HasTheGradeOfItsEvidence()
    {
        foreach (var (type, member) in DocumentedFields.BeyondTheDocumentation)
        {
            Evidence().IsMatch(Summary(type, member)).Should().BeTrue("the summary of {0}.{1} has the grade of its evidence", type.Name, member);
        }
    }

    [Fact]
    public void Docs_Event_HasItsWireName()
    {
        foreach (var eventType in WebhookEventTypes.All)
        {
            Members[$"T:HelpCrunch.Webhooks.Sdk.{SdkMetadata.Pascal(eventType)}Event"].Element("summary")!.Elements("c").Select(c => c.Value).Should().Contain(eventType);
        }
    }

    [Fact]
    public void Docs_KnownValue_HasItsWireText()
    {
        foreach (var type in SdkMetadata.OpenValues)
        {
            foreach (var value in type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            {
                Members[$"P:{type.FullName}.{value.Name}"].Element("summary")!.Elements("c").Select(c => c.Value).Should().Contain(value.GetValue(null)!.ToString());
            }
        }
    }

    private static string Summary(Type type, string member) => Spaces().Replace(Members[$"P:{type.FullName}.{member}"].Element("summary")!.Value, " ");

    private static bool IsConverter(INamedTypeSymbol type) => type.Name.EndsWith("JsonConverter", StringComparison.Ordinal) || type.Name.EndsWith("JsonConverterFactory", StringComparison.Ordinal);

    [GeneratedRegex("(D|d)ocumented|(I|i)nferred|REST|documentation")]
    private static partial Regex Evidence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
