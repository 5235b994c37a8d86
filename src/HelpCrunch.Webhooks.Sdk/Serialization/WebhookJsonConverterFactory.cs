using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Creates the converters of the SDK's types. The types have it as an attribute, so do not add it to your options.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookJsonConverterFactory : JsonConverterFactory
{
    /// <summary>Determines whether the type is an event, event data or an open value of the SDK.</summary>
    /// <param name="typeToConvert">The type.</param>
    public override bool CanConvert(Type typeToConvert) => typeof(WebhookEvent).IsAssignableFrom(typeToConvert) || CreateDataConverter(typeToConvert) is not null;

    /// <summary>Creates the converter.</summary>
    /// <param name="typeToConvert">The type.</param>
    /// <param name="options">The options that the converter is used with.</param>
    /// <exception cref="NotSupportedException">
    /// The type is a <see cref="CustomEvent{TData}"/>, and the app cannot generate code at run time (Native AOT). Add a
    /// <see cref="CustomEventJsonConverter{TData}"/> to the options.
    /// </exception>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        IsCustomEvent(typeToConvert)
            ? CreateCustomEventConverter(typeToConvert.GetGenericArguments()[0])
            : CreateDataConverter(typeToConvert) ?? CreateEventConverter(typeToConvert);

    /// <summary>Finds the converter that describes a type. Null when the type is not the SDK's, and for a custom event.</summary>
    internal static IJsonSchemaSource? FindSchemaSource(Type type) =>
        typeof(WebhookEvent).IsAssignableFrom(type)
            ? IsCustomEvent(type) ? null : (IJsonSchemaSource)CreateEventConverter(type)
            : (IJsonSchemaSource?)CreateDataConverter(type);

    private static bool IsCustomEvent(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(CustomEvent<>);

    private static JsonConverter? CreateDataConverter(Type type) =>
        type == typeof(ChatEventData) ? new RecordConverter<ChatEventData>(static (ref wire) => new ChatEventData(ref wire))
        : type == typeof(CustomerEventData) ? new RecordConverter<CustomerEventData>(static (ref wire) => new CustomerEventData(ref wire))
        : type == typeof(MessageEventData) ? new RecordConverter<MessageEventData>(static (ref wire) => new MessageEventData(ref wire))
        : type == typeof(ChatCustomer) ? new RecordConverter<ChatCustomer>(static (ref wire) => new ChatCustomer(ref wire))
        : type == typeof(ChatAgent) ? new RecordConverter<ChatAgent>(static (ref wire) => new ChatAgent(ref wire))
        : type == typeof(ChatDepartment) ? new RecordConverter<ChatDepartment>(static (ref wire) => new ChatDepartment(ref wire))
        : type == typeof(ChatLastMessage) ? new RecordConverter<ChatLastMessage>(static (ref wire) => new ChatLastMessage(ref wire))
        : type == typeof(ChatMessage) ? new RecordConverter<ChatMessage>(static (ref wire) => new ChatMessage(ref wire))
        : type == typeof(CustomData) ? new CustomDataConverter()
        : type == typeof(ChatStatus) ? new OpenValueConverter<ChatStatus>(ChatStatus.Known, static text => new ChatStatus(text))
        : type == typeof(ChatRating) ? new OpenValueConverter<ChatRating>(ChatRating.Known, static text => new ChatRating(text))
        : type == typeof(ChatClosedBy) ? new OpenValueConverter<ChatClosedBy>(ChatClosedBy.Known, static text => new ChatClosedBy(text))
        : type == typeof(AgentRole) ? new OpenValueConverter<AgentRole>(AgentRole.Known, static text => new AgentRole(text))
        : type == typeof(BroadcastType) ? new OpenValueConverter<BroadcastType>(BroadcastType.Known, static text => new BroadcastType(text))
        : null;

    // EventConverter<TEvent> is constrained to classes. Reference types share code, so the code exists under Native AOT too.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(EventConverter<>))]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "TEvent is a reference type, and code for reference types is shared.")]
    private static JsonConverter CreateEventConverter(Type eventClrType) =>
        (JsonConverter)Activator.CreateInstance(typeof(EventConverter<>).MakeGenericType(eventClrType))!;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(CustomEventJsonConverter<>))]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The method throws before it when code cannot be generated at run time.")]
    private static JsonConverter CreateCustomEventConverter(Type dataType)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new NotSupportedException(
                $"A converter for CustomEvent<{dataType.Name}> cannot be created, because this app cannot generate code at run time (Native AOT). Add a CustomEventJsonConverter<{dataType.Name}> to the Converters of your JsonSerializerOptions.");
        }

        return (JsonConverter)Activator.CreateInstance(typeof(CustomEventJsonConverter<>).MakeGenericType(dataType))!;
    }
}
