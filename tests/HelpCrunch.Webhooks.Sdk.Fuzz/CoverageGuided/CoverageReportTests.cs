using System.Xml.Linq;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

public sealed class CoverageReportTests
{
    [Fact]
    public void Unreached_Report_ListsLinesAndBranches()
    {
        var report = XDocument.Parse("""
            <coverage>
              <class filename="B.cs"><lines><line number="1" hits="0" /></lines></class>
              <class filename="A.cs"><lines>
                <line number="1" hits="3" />
                <line number="2" hits="0" />
                <line number="3" hits="1" condition-coverage="50% (1/2)" />
                <line number="4" hits="1" condition-coverage="100% (2/2)" />
              </lines></class>
              <class filename="src/Common/C.cs"><lines><line number="7" hits="0" condition-coverage="0% (0/2)" /></lines></class>
              <class filename="src/Common/C.cs"><lines><line number="7" hits="1" condition-coverage="50% (1/2)" /></lines></class>
              <class filename="Sdk/obj/Generated.g.cs"><lines><line number="1" hits="0" /></lines></class>
            </coverage>
            """);

        new CoverageReport(report).Unreached().Should().Equal(
            "A.cs:2: is not reached",
            "A.cs:3: 1 of 2 branches are reached",
            "B.cs: no line is reached",
            "src/Common/C.cs:7: 1 of 2 branches are reached",
            "4 of 6 lines and 4 of 6 branches are reached");
    }
}
