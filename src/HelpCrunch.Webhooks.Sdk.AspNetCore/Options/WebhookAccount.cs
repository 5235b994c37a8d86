namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>
/// The HelpCrunch account of a request, with its signing keys. <see cref="HelpCrunchWebhooksEndpointOptions.AccountResolver"/> returns it.
/// </summary>
public sealed class WebhookAccount
{
    /// <summary>Initializes a new instance of the <see cref="WebhookAccount"/> class.</summary>
    /// <param name="id">
    /// The id of the account in your app, such as its primary key. It separates the deliveries of the accounts, so two accounts must not
    /// have the same id, and an account must not have two. Logs and traces contain it.
    /// </param>
    /// <param name="signingKeys">The signing keys of the account, in the order in which they are tried. The list is copied. If it is empty, every signature is rejected.</param>
    /// <exception cref="ArgumentNullException">An argument is null, or <paramref name="signingKeys"/> contains null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty or white space.</exception>
    public WebhookAccount(string id, IEnumerable<WebhookSigningKey> signingKeys)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(signingKeys);

        Id = id;
        SigningKeys = Array.AsReadOnly([.. signingKeys]);
        if (SigningKeys.Contains(null!))
        {
            throw new ArgumentNullException(nameof(signingKeys), "One of the signing keys is null.");
        }
    }

    /// <summary>The id of the account in your app.</summary>
    public string Id { get; }

    /// <summary>The signing keys of the account.</summary>
    public IReadOnlyList<WebhookSigningKey> SigningKeys { get; }

    /// <summary>Returns the id of the account. The text does not contain the keys.</summary>
    public override string ToString() => $"WebhookAccount {{ Id = {Id} }}";
}
