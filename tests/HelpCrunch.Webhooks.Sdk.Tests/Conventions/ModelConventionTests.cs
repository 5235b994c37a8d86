using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>Rules for every type of the SDK, including new ones.</summary>
public sealed class ModelConventionTests
{
    private const BindingFlags AnyInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    [Fact]
    public void SdkMetadata_Models_AreFound()
    {
        SdkMetadata.DocumentedEvents.Should().HaveCount(20);
        SdkMetadata.Models.Should().HaveCountGreaterThan(30).And.Contain([typeof(WebhookEvent), typeof(ChatEvent), typeof(ChatEventData), typeof(ChatMessage)]);
    }

    [Fact]
    public void Records_All_AreSealedOrAbstract() => SdkMetadata.Records.Should().OnlyContain(type => type.IsSealed || type.IsAbstract);

    [Fact]
    public void AbstractRecords_All_HaveAnInaccessibleAbstractMember()
    {
        var open = SdkMetadata.Records.Where(type => type.IsAbstract && !type.GetProperties(AnyInstance).SelectMany(property => property.GetAccessors(nonPublic: true))
            .Concat(type.GetMethods(AnyInstance)).Any(method => method is { IsAbstract: true, IsFamilyAndAssembly: true }));

        open.Should().BeEmpty("only an inaccessible abstract member closes an abstract record");
    }

    [Fact]
    public void Properties_ExceptOptions_CannotBeSet()
    {
        var settable = from type in SdkMetadata.PublicTypes
                       where !type.Name.EndsWith("Options", StringComparison.Ordinal)
                       from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                       where property.SetMethod is { IsPublic: true } setter
                             && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(mark => mark.FullName == typeof(IsExternalInit).FullName)
                       select $"{type.Name}.{property.Name}";

        settable.Should().BeEmpty();
    }

    [Fact]
    public void Fields_Public_AreConstants()
    {
        var fields = from type in SdkMetadata.PublicTypes
                     where !type.IsEnum
                     from field in type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                     where !field.IsLiteral
                     select $"{type.Name}.{field.Name}";

        fields.Should().BeEmpty();
    }

    [Fact]
    public void Arrays_InPublicMembers_AreParams()
    {
        var arrays = from type in SdkMetadata.PublicTypes
                     from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                     from used in member switch
                     {
                         MethodBase method => method.GetParameters()
                             .Where(parameter => !parameter.IsDefined(typeof(ParamArrayAttribute)))
                             .Select(parameter => parameter.ParameterType)
                             .Append((method as MethodInfo)?.ReturnType),
                         PropertyInfo property => [property.PropertyType],
                         FieldInfo field => [field.FieldType],
                         _ => [],
                     }
                     where used is { IsArray: true }
                     select $"{type.Name}.{member.Name}";

        arrays.Should().BeEmpty();
    }

    [Fact]
    public void Models_Properties_AreNotEnums()
    {
        var enums = from type in SdkMetadata.Models
                    from property in SdkMetadata.PropertiesOf(type)
                    where (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum
                    select $"{type.Name}.{property.Name}";

        enums.Should().BeEmpty("texts of the wire are open values, which preserve unknown ones");
    }

    [Fact]
    public void OpenValues_All_ArePublicStructsWithAConverter() =>
        SdkMetadata.PublicTypes.Where(type => type.IsValueType && type.IsDefined(typeof(JsonConverterAttribute), inherit: false)).Should().BeEquivalentTo(SdkMetadata.OpenValues);

    [Fact]
    public void OpenValues_All_AreReadOnlyEquatableAndDistinct()
    {
        foreach (var type in SdkMetadata.OpenValues)
        {
            var values = type.GetProperties(BindingFlags.Public | BindingFlags.Static);

            SdkMetadata.IsMarked<IsReadOnlyAttribute>(type).Should().BeTrue();
            type.Should().Implement(typeof(IEquatable<>).MakeGenericType(type));
            values.Should().NotBeEmpty().And.OnlyContain(value => value.PropertyType == type);
            values.Select(value => value.GetValue(null)).Should().OnlyHaveUniqueItems();
            values.Should().OnlyContain(value => (bool)type.GetProperty("IsKnown")!.GetValue(value.GetValue(null))!);
            type.GetProperty("Value")!.GetValue(Activator.CreateInstance(type)).Should().Be("");
            Activator.CreateInstance(type)!.ToString().Should().Be("");
        }
    }

    [Fact]
    public void OpenValues_StaticMembers_HaveAConstant()
    {
        foreach (var type in SdkMetadata.OpenValues)
        {
            var constants = type.GetNestedType("Values")!.GetFields();
            var members = type.GetProperties(BindingFlags.Public | BindingFlags.Static);

            constants.Select(constant => (constant.Name, Value: Activator.CreateInstance(type, constant.GetRawConstantValue())))
                .Should().Equal(members.Select(member => (member.Name, Value: member.GetValue(null))));
            constants.Select(constant => constant.GetRawConstantValue())
                .Should().Equal(members.Select(member => type.GetProperty("CanonicalValue")!.GetValue(member.GetValue(null))));
        }
    }

    [Fact]
    public void OpenValues_Documentation_ListsEveryKnownValue()
    {
        var rows = Regex.Matches(File.ReadAllText(Path.Combine(SdkMetadata.Repository, "docs", "events.md")), @"^\| `(?<type>\w+)\.(?<member>\w+)` \| `(?<wire>[^`]+)` \|(?<others>[^|]*)\|\r?$", RegexOptions.Multiline).Cast<Match>().ToList();

        rows.Select(row => $"{row.Groups["type"]}.{row.Groups["member"]} {row.Groups["wire"]}").Should().BeEquivalentTo(
            SdkMetadata.OpenValues.SelectMany(type => Known(type).Select(member => $"{type.Name}.{member.Name} {member.GetValue(null)}")));
        foreach (var row in rows)
        {
            var type = SdkMetadata.OpenValues.Single(type => type.Name == row.Groups["type"].Value);
            foreach (var other in Regex.Matches(row.Groups["others"].Value, "`([^`]+)`").Cast<Match>())
            {
                Activator.CreateInstance(type, other.Groups[1].Value).Should().Be(Activator.CreateInstance(type, row.Groups["wire"].Value));
            }
        }

        static IEnumerable<PropertyInfo> Known(Type type) =>
            type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type);
    }

    [Fact]
    public void OpenValues_OnModels_AreNullable() =>
        SdkMetadata.Models.SelectMany(SdkMetadata.PropertiesOf).Should().NotContain(property => SdkMetadata.OpenValues.Contains(property.PropertyType));

    [Fact]
    public void Converters_OnTypes_ArePublicAndHidden()
    {
        foreach (var type in SdkMetadata.PublicTypes.Where(type => type.IsDefined(typeof(JsonConverterAttribute), inherit: false)))
        {
            var converter = type.GetCustomAttribute<JsonConverterAttribute>(inherit: false)!.ConverterType!;

            converter.IsPublic.Should().BeTrue("a consumer's source-generated context refers to {0}", converter.Name);
            converter.GetCustomAttribute<EditorBrowsableAttribute>(inherit: false)!.State.Should().Be(EditorBrowsableState.Never);
        }
    }

    [Fact]
    public void Models_Converters_AreOnTheTypeOnly()
    {
        SdkMetadata.Models.Where(type => type != typeof(WebhookEvent<>)).Should().OnlyContain(type => type.IsDefined(typeof(JsonConverterAttribute), false));
        SdkMetadata.Models.SelectMany(SdkMetadata.PropertiesOf).Should().NotContain(
            property => property.IsDefined(typeof(JsonConverterAttribute)), "an attribute there would come before the user's converter");
    }

    [Fact]
    public void Models_All_HaveAdditionalProperties()
    {
        foreach (var type in SdkMetadata.Models)
        {
            type.GetProperty("AdditionalProperties")!.PropertyType.Should().Be<IReadOnlyDictionary<string, JsonElement>>("{0} preserves unknown properties", type.Name);
        }
    }

    [Fact]
    public void RequiredMembers_All_AreIdsOrEventData() =>
        SdkMetadata.Models.SelectMany(SdkMetadata.PropertiesOf).Where(SdkMetadata.IsRequired).Select(property => property.Name).Distinct()
            .Should().BeEquivalentTo("Id", "ChatId", "EventData");

    [Fact]
    public void RequiredMembers_EveryModel_AreItsIdentity() =>
        DocumentedFields.Of.Keys.Append(typeof(WebhookEvent)).Should().OnlyContain(
            type => SdkMetadata.PropertiesOf(type).Count(property => SdkMetadata.IsRequired(property)) == 1);

    [Fact]
    public void Members_Models_AreNamedAfterTheWire()
    {
        foreach (var (type, wireNames) in DocumentedFields.Of)
        {
            string[] added = type == typeof(ChatLastMessage) ? ["AdditionalProperties", "AgentId"] : ["AdditionalProperties"];

            SdkMetadata.PropertiesOf(type).Select(property => property.Name).Should().BeEquivalentTo(
                wireNames.Select(SdkMetadata.Pascal).Concat(added), "{0} has what HelpCrunch's page lists", type.Name);
        }
    }

    [Fact]
    public void Members_Envelope_AreNamedAfterTheWire() =>
        SdkMetadata.PropertiesOf(typeof(WebhookEvent)).Concat(SdkMetadata.PropertiesOf(typeof(WebhookEvent<>))).Select(property => property.Name).Should().BeEquivalentTo(
            DocumentedFields.OfTheEnvelope.Select(name => name == "event" ? "EventType" : SdkMetadata.Pascal(name)).Append("AdditionalProperties"));

    [Fact]
    public void Serialize_EmptyRecord_HasTheWireNamesInTheirOrder()
    {
        foreach (var (type, wireNames) in DocumentedFields.Of)
        {
            var identity = wireNames.Contains("chat_id") ? "chat_id" : "id";
            var written = JsonElement.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize($$"""{"{{identity}}":1}""", type), type));

            written.EnumerateObject().Select(property => property.Name).Should().Equal(wireNames);
        }
    }

    [Fact]
    public void PublicTypes_All_AreInTheThreeNamespaces() =>
        SdkMetadata.PublicTypes.Select(type => type.Namespace).Distinct().Should().BeEquivalentTo(
            "HelpCrunch.Webhooks.Sdk", "HelpCrunch.Webhooks.Sdk.Serialization", "Microsoft.Extensions.DependencyInjection");
}
