using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Binds the <see cref="VerifiedWebhook"/> of a verified request to a parameter of a controller action.</summary>
internal sealed class VerifiedWebhookModelBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var webhook = RequestVerification.GetVerifiedWebhook(bindingContext.HttpContext);
        bindingContext.ValidationState.Add(webhook, new() { SuppressValidation = true }); // Validation would read every property of the event.
        bindingContext.Result = ModelBindingResult.Success(webhook);
        return Task.CompletedTask;
    }
}
