namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The parts of an envelope that were read. If the body is not valid, these are the parts before the error.</summary>
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
