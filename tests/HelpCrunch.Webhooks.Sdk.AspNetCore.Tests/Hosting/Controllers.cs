using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>Adds only the given controllers to an app.</summary>
internal static class Controllers
{
    public static IMvcBuilder AddControllers(this WebApplicationBuilder builder, params Type[] controllers) =>
        builder.Services.AddControllersWithViews().ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.FeatureProviders.Clear();
            parts.FeatureProviders.Add(new Given(controllers));
        });

    private sealed class Given(Type[] controllers) : IApplicationFeatureProvider<ControllerFeature>
    {
        public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
        {
            foreach (var controller in controllers)
            {
                feature.Controllers.Add(System.Reflection.IntrospectionExtensions.GetTypeInfo(controller));
            }
        }
    }
}
