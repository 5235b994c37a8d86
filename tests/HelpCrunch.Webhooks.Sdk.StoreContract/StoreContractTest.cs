using System.Reflection;
using Xunit.Sdk;

namespace HelpCrunch.Webhooks.Sdk.StoreContract;

/// <summary>A test of <see cref="WebhookDeliveryStoreContract"/>, for those who decide at run time whether and how often the tests run.</summary>
public sealed class StoreContractTest
{
    private readonly MethodInfo _method;
    private readonly object?[] _arguments;

    private StoreContractTest(MethodInfo method, object?[] arguments)
    {
        _method = method;
        _arguments = arguments;
        Name = arguments.Length == 0 ? method.Name : $"{method.Name}({string.Join(", ", arguments)})";
    }

    /// <summary>All tests of the contract.</summary>
    public static IReadOnlyList<StoreContractTest> All { get; } =
    [
        .. from method in typeof(WebhookDeliveryStoreContract).GetMethods()
           where method.IsDefined(typeof(FactAttribute))
           from arguments in method.IsDefined(typeof(TheoryAttribute)) ? method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method)) : [[]]
           select new StoreContractTest(method, arguments),
    ];

    /// <summary>The method, and its arguments.</summary>
    public string Name { get; }

    /// <summary>Runs the test. It throws if the store breaks the contract.</summary>
    public Task RunAsync(WebhookDeliveryStoreContract contract) => (Task)_method.Invoke(contract, _arguments)!;

    /// <inheritdoc />
    public override string ToString() => Name;
}
