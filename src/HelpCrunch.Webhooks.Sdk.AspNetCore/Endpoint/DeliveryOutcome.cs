namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>What became of a delivery that came in.</summary>
internal enum DeliveryOutcome
{
    /// <summary>The zero, because then the sender tries again.</summary>
    Failed = 0,
    Handled,
    Unhandled,
    Duplicate,
    InProgress,

    /// <summary>The store could not be asked.</summary>
    StoreFailed,

    /// <summary>It was let in to an endpoint of the user's own. What became of it is for that endpoint to tell.</summary>
    Verified,
}
