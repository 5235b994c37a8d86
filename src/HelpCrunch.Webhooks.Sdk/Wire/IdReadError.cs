namespace HelpCrunch.Webhooks.Sdk;

/// <summary>Why a value could not be read, as far as it is known.</summary>
/// <param name="UnreadableId">The byte at which the id stands that cannot be read; null when that is not the reason.</param>
/// <param name="Exception">What the user's converter or type threw; null when it is not the user's.</param>
internal readonly record struct IdReadError(int? UnreadableId, Exception? Exception)
{
    /// <summary>The same of a value that begins at that byte.</summary>
    public IdReadError From(int start) => this with { UnreadableId = UnreadableId + start };
}
