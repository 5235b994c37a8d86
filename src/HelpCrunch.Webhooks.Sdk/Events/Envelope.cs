namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What has been read of an envelope. When the body is not valid, it is what was read before the error.</summary>
internal struct Envelope
{
    public EventDescriptor? Descriptor;
    public string? EventType;
    public string? Id;
    public int Attempts;
    public DateTimeOffset? LastAttemptAt;
    public DateTimeOffset? CreatedAt;
    public AdditionalProperties? AdditionalProperties;
}
