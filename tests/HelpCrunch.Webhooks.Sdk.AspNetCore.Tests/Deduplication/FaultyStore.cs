using System.Text;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A simple store that breaks one rule.</summary>
internal sealed class FaultyStore(StoreFault fault, TimeProvider clock) : IWebhookDeliveryStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Row> _rows = [];
    private readonly Dictionary<string, (IReadOnlyCollection<string> Names, DateTimeOffset ExpiresAt)> _handlers = [];

    private DateTimeOffset Now => clock.GetUtcNow();

    public async ValueTask<WebhookDeliveryClaim> ClaimAsync(WebhookDeliveryClaimRequest request, CancellationToken cancellationToken)
    {
        var (delivery, token, expiresAfter) = (request.Delivery, request.ClaimToken, request.ExpiresAfter);
        var (key, owner) = (Key(delivery), Token(token));
        var expiresAt = Now + (fault == StoreFault.ClaimHasAFixedTime ? TimeSpan.FromMinutes(6) : expiresAfter);
        var (exists, row) = Find(key);
        if (fault == StoreFault.ClaimIsNotAtomic || (fault == StoreFault.ClaimOfAnExpiredClaimIsNotAtomic && exists))
        {
            await Task.Delay(1, cancellationToken); // Other callers find the same row.
        }
        else
        {
            Monitor.Enter(_lock);
            (exists, row) = Find(key);
        }

        try
        {
            var isSame = exists && (row.Token == owner || fault == StoreFault.ClaimIgnoresTheToken) && fault != StoreFault.ClaimWithTheSameTokenIsInProgress;
            if (exists && !HasExpired(row) && (!isSame || row.IsCompleted) && !(isSame && fault == StoreFault.ClaimWithTheSameTokenReopensACompletedDelivery))
            {
                return row.IsCompleted ? WebhookDeliveryClaim.Completed : WebhookDeliveryClaim.InProgress;
            }

            lock (_lock)
            {
                _rows[key] = new Row(owner, false, isSame && fault == StoreFault.ClaimWithTheSameTokenKeepsTheTime ? row.ExpiresAt : expiresAt);
                var hasHandlers = _handlers.TryGetValue(HandlersKey(delivery), out var handlers) && (handlers.ExpiresAt > Now || fault == StoreFault.HandlersNeverExpire);
                return WebhookDeliveryClaim.Claimed(hasHandlers ? handlers.Names : null);
            }
        }
        finally
        {
            if (Monitor.IsEntered(_lock))
            {
                Monitor.Exit(_lock);
            }
        }
    }

    public ValueTask CompleteAsync(WebhookDeliveryCompletion completion, CancellationToken cancellationToken)
    {
        var (delivery, token, rememberFor) = (completion.Delivery, completion.ClaimToken, completion.RememberFor);
        lock (_lock)
        {
            var (exists, row) = Find(Key(delivery));
            var isIgnored = fault switch
            {
                StoreFault.CompleteNeedsTheToken => exists && row.Token != Token(token),
                StoreFault.CompleteNeedsAClaim => !exists,
                StoreFault.CompleteNeedsAClaimThatHasNotExpired => exists && HasExpired(row),
                StoreFault.CompleteKeepsTheFirstWindow => exists && row.IsCompleted,
                _ => false,
            };
            if (!isIgnored)
            {
                _rows[Key(delivery)] = new Row(Token(token), true, exists && fault == StoreFault.CompleteKeepsTheTimeOfTheClaim ? row.ExpiresAt : Now + rememberFor);
            }

            return ValueTask.CompletedTask;
        }
    }

    public ValueTask AbandonAsync(WebhookDeliveryAbandonment abandonment, CancellationToken cancellationToken)
    {
        var (delivery, token) = (abandonment.Delivery, abandonment.ClaimToken);
        var (completedHandlers, rememberFor) = (abandonment.CompletedHandlers, abandonment.RememberFor);
        lock (_lock)
        {
            var (exists, row) = Find(Key(delivery));
            if (!exists && fault == StoreFault.AbandonWithoutAClaimThrows)
            {
                throw new KeyNotFoundException("There is no claim.");
            }

            var isOwner = exists && row.Token == Token(token);
            if (isOwner || fault == StoreFault.HandlersIgnoreTheToken)
            {
                Remember(delivery, completedHandlers, Now + rememberFor);
            }

            var releases = (isOwner || fault == StoreFault.AbandonIgnoresTheToken) && (!row.IsCompleted || fault == StoreFault.AbandonReleasesACompletedDelivery);
            if (releases && fault != StoreFault.AbandonDoesNothing)
            {
                _rows.Remove(Key(delivery));
            }

            if (fault == StoreFault.HandlersCompleteTheDelivery && completedHandlers.Count > 0)
            {
                _rows[Key(delivery)] = new Row(Token(token), true, Now + rememberFor);
            }

            return ValueTask.CompletedTask;
        }
    }

    private void Remember(WebhookDeliveryId delivery, IReadOnlyCollection<string> names, DateTimeOffset expiresAt)
    {
        var key = HandlersKey(delivery);
        if (names.Count == 0 && fault == StoreFault.HandlersAreDeletedByNone)
        {
            _handlers.Remove(key);
        }
        else if (names.Count > 0 && !(fault == StoreFault.HandlersAreThoseOfTheFirstAttempt && _handlers.ContainsKey(key)))
        {
            _handlers[key] = (fault == StoreFault.HandlersAreSeparatedByCommas ? string.Join(',', names).Split(',') : [.. names], expiresAt);
        }
    }

    private (bool Exists, Row Row) Find(string key)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(key, out var row) ? (true, row) : default;
        }
    }

    private bool HasExpired(Row row) => fault switch
    {
        StoreFault.ClaimNeverExpires when !row.IsCompleted => false,
        StoreFault.ClaimExpiresAtOnce when !row.IsCompleted => true,
        StoreFault.CompletedNeverExpires when row.IsCompleted => false,
        _ => row.ExpiresAt <= Now,
    };

    private long Token(long token) => fault switch
    {
        StoreFault.TokenIsAnInt32 => (int)token,
        StoreFault.TokenIsADouble => unchecked((long)(double)token),
        _ => token,
    };

    private string HandlersKey(WebhookDeliveryId delivery) => fault == StoreFault.HandlersIgnoreTheEndpoint ? delivery.EventId : Key(delivery);

    private string Key(WebhookDeliveryId delivery)
    {
        var id = delivery.EventId;
        return fault switch
        {
            StoreFault.IdIgnoresTheEndpoint => id,
            StoreFault.IdIsAppendedToTheEndpoint => delivery.EndpointName + id,
            _ => $"{delivery.EndpointName.Length}:{delivery.EndpointName}{Stored(id)}",
        };
    }

    private string Stored(string id) => fault switch
    {
        StoreFault.IdIgnoresCase => id.ToUpperInvariant(),
        StoreFault.IdIsTrimmed => id.Trim(),
        StoreFault.IdIsUtf8 => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)),
        StoreFault.IdIsNormalized => string.Concat(id.Where(character => !char.IsSurrogate(character))) is var text && text == id ? id.Normalize() : id,
        StoreFault.IdEndsAtANullCharacter => id.Split('\0')[0],
        StoreFault.IdIsShortened => id.Length > 255 ? id[..255] : id,
        StoreFault.IdIsParsedAsUuid => Guid.TryParse(id, out var uuid) ? uuid.ToString() : id,
        StoreFault.IdThrowsWhenEmpty when id.Length == 0 => throw new ArgumentException("The id is empty."),
        _ => id,
    };

    private readonly record struct Row(long Token, bool IsCompleted, DateTimeOffset ExpiresAt);
}
