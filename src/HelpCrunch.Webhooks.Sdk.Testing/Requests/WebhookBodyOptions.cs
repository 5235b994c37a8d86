using System.Text.Json.Serialization.Metadata;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>Options for <see cref="WebhookBody"/>.</summary>
public sealed class WebhookBodyOptions
{
    /// <summary>
    /// Whether strings are escaped as <c>json_encode</c> of PHP does by default: <c>/</c> as <c>\/</c>, and characters outside ASCII as
    /// <c>\u00e9</c>. Inferred: HelpCrunch sends bodies in this form. The default is false.
    /// </summary>
    public bool EscapeLikePhp { get; set; }

    /// <summary>
    /// The metadata for the data of a <see cref="CustomEvent{TData}"/>, such as your <c>JsonSerializerContext</c>. Null, which is the
    /// default, if there is none to write.
    /// </summary>
    public IJsonTypeInfoResolver? TypeInfoResolver { get; set; }

    internal WebhookBodyOptions Clone() => (WebhookBodyOptions)MemberwiseClone();
}
