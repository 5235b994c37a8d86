namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Plans what is sent for a stream of events. A group of requests is sent at the same time. At most <see cref="MaxHeldBack"/> groups and
/// duplicates wait for later events, so a stream can have any length.
/// </summary>
internal sealed class DeliverySchedule(WebhookSimulatorOptions options)
{
    private const int MaxHeldBack = 8;

    private readonly Random _random = new(options.Seed);
    private readonly List<SimulatedRequest[]> _heldBack = [];
    private readonly Queue<SimulatedRequest> _duplicates = new();
    private readonly List<WebhookSimulatedDelivery> _deliveries = [];

    public IReadOnlyList<WebhookSimulatedDelivery> Deliveries => _deliveries;

    /// <summary>Plans the groups that are sent next.</summary>
    public IEnumerable<SimulatedRequest[]> Next(WebhookEvent webhookEvent)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);

        // Before the event is planned, so that its own duplicate comes later.
        if (_duplicates.Count > 0 && (_duplicates.Count >= MaxHeldBack || _random.Next(2) == 0))
        {
            yield return [_duplicates.Dequeue()];
        }

        var isHeldBack = IsChosen(WebhookFaults.OutOfOrder);
        var group = Plan(webhookEvent, isHeldBack ? WebhookFaults.OutOfOrder : WebhookFaults.None);
        if (isHeldBack)
        {
            _heldBack.Add(group);
        }
        else
        {
            yield return Release(group);
        }

        foreach (var other in Forgeries(webhookEvent).Concat(UnknownEvents()))
        {
            yield return [other];
        }

        if (_heldBack.Count > MaxHeldBack)
        {
            yield return Release(TakeHeldBack());
        }
    }

    /// <summary>Plans the groups that remain after the last event.</summary>
    public IEnumerable<SimulatedRequest[]> Rest()
    {
        while (_heldBack.Count > 0)
        {
            yield return Release(TakeHeldBack());
        }

        while (_duplicates.Count > 0)
        {
            yield return [_duplicates.Dequeue()];
        }
    }

    /// <summary>A duplicate waits from the time when its delivery is sent, so that it never comes before the delivery.</summary>
    private SimulatedRequest[] Release(SimulatedRequest[] group)
    {
        if (group[0].Has(WebhookFaults.LaterDuplicate))
        {
            _duplicates.Enqueue(group[0].CreateDuplicate());
        }

        return group;
    }

    private SimulatedRequest[] TakeHeldBack()
    {
        var index = _random.Next(_heldBack.Count);
        var group = _heldBack[index];
        _heldBack.RemoveAt(index);
        return group;
    }

    /// <summary>The event itself, and what is sent at the same time.</summary>
    private SimulatedRequest[] Plan(WebhookEvent webhookEvent, WebhookFaults faults)
    {
        foreach (var fault in new[] { WebhookFaults.Redelivery, WebhookFaults.ImmediateDuplicate, WebhookFaults.LaterDuplicate, WebhookFaults.SlowBody, WebhookFaults.ChunkedBody })
        {
            faults |= IsChosen(fault) ? fault : WebhookFaults.None;
        }

        var changes = Changes(webhookEvent, ref faults);
        var delivery = Add(webhookEvent, faults);
        var group = new List<SimulatedRequest> { new(delivery, webhookEvent, changes) };
        if (group[0].Has(WebhookFaults.ImmediateDuplicate))
        {
            group.Add(group[0].CreateDuplicate());
        }

        if (CustomerOf(webhookEvent) is { } customer && IsChosen(WebhookFaults.Burst))
        {
            group.AddRange(Burst(customer).Select(other => new SimulatedRequest(Add(other, WebhookFaults.Burst), other, [])));
        }

        return [.. group];
    }

    private List<JsonChange> Changes(WebhookEvent webhookEvent, ref WebhookFaults faults)
    {
        var changes = new List<JsonChange>();
        if ((options.Faults & WebhookFaults.Drift) == 0 || webhookEvent is not (ChatEvent or CustomerEvent or MessageEvent))
        {
            return changes;
        }

        var body = WebhookBody.Write(webhookEvent, options.BodyOptions);
        foreach (var (fault, create) in new (WebhookFaults, Func<byte[], JsonChange?>)[]
        {
            (WebhookFaults.ChangedType, body => JsonChange.ReplaceType(body, _random)),
            (WebhookFaults.UnknownValue, body => JsonChange.ReplaceOpenValue(body, _random)),
            (WebhookFaults.UnknownProperty, _ => JsonChange.AddProperty(_random)),
        })
        {
            if (IsChosen(fault) && create(body) is { } change)
            {
                faults |= fault;
                changes.Add(change);
                body = change.Apply(body);
            }
        }

        return changes;
    }

    private IEnumerable<SimulatedRequest> Forgeries(WebhookEvent webhookEvent)
    {
        foreach (var fault in new[] { WebhookFaults.WrongSignature, WebhookFaults.MissingSignature, WebhookFaults.PlaceholderSignature, WebhookFaults.TruncatedBody })
        {
            if (IsChosen(fault))
            {
                var forged = webhookEvent with { Id = NewId() };
                yield return new SimulatedRequest(Add(forged, fault), forged, [])
                {
                    WrongKey = fault == WebhookFaults.WrongSignature ? new WebhookSigningKey(NewId()) : null,
                    Length = fault == WebhookFaults.TruncatedBody ? _random.NextDouble() : 1,
                };
            }
        }
    }

    private IEnumerable<SimulatedRequest> UnknownEvents()
    {
        if (IsChosen(WebhookFaults.UnknownEvent))
        {
            var unknown = UnknownEvent.FromJson("chat.event" + _random.Next(), """{"chat_id":5224081}""", NewId());
            yield return new SimulatedRequest(Add(unknown, WebhookFaults.UnknownEvent), unknown, []);
        }
    }

    private static ChatCustomer? CustomerOf(WebhookEvent webhookEvent) => webhookEvent switch
    {
        ChatEvent chat => chat.EventData.Customer,
        MessageEvent message => message.EventData.Customer,
        CustomerEvent customer => new ChatCustomer
        {
            Id = customer.EventData.Id,
            Name = customer.EventData.Name,
            Email = customer.EventData.Email,
            UserId = customer.EventData.UserId,
        },
        _ => null,
    };

    private WebhookEvent[] Burst(ChatCustomer customer)
    {
        var chat = WebhookSamples.ChatNew();
        var created = WebhookSamples.CustomerNew();
        var message = WebhookSamples.MessageChatCustomer();
        return
        [
            chat with { Id = NewId(), EventData = chat.EventData with { Customer = customer } },
            created with
            {
                Id = NewId(),
                EventData = created.EventData with { Id = customer.Id, Name = customer.Name, Email = customer.Email, UserId = customer.UserId },
            },
            message with { Id = NewId(), EventData = message.EventData with { Customer = customer } },
        ];
    }

    private WebhookSimulatedDelivery Add(WebhookEvent webhookEvent, WebhookFaults faults)
    {
        var delivery = new WebhookSimulatedDelivery(webhookEvent, faults);
        _deliveries.Add(delivery);
        return delivery;
    }

    private bool IsChosen(WebhookFaults fault) => (options.Faults & fault) != 0 && _random.NextDouble() < options.FaultRate;

    private string NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
