// SPDX-License-Identifier: GPL-3.0-or-later
// Prints archived messages of every kind in one format: json, csv or fhir. The patient and the
// people are invented.
#include "core/engine/archive_export.h"

#include <cstdio>

using namespace sotto;
using namespace sotto::engine;

namespace {

std::vector<ArchivedMessage> messages()
{
    constexpr std::int64_t kAt = 1'795'000'000'000;
    ArchivedMessage plain{.id = MessageId{1},
                          .author = "ana@clinic.example",
                          .peer = "bo@clinic.example",
                          .handedBy = "ana@clinic.example",
                          .originId = "o-1",
                          .sentAtMs = kAt,
                          .keptAtMs = kAt + 900,
                          .urgency = Urgency::Fyi,
                          .text = "Potassium is 6.1,\n\"repeat\" it"};
    std::vector<ArchivedMessage> all{plain};
    const auto add = [&all, &plain](auto change) {
        auto one = plain;
        one.id = MessageId{static_cast<std::int64_t>(all.size()) + 1};
        one.originId = "o-" + std::to_string(one.id.value);
        change(one);
        all.push_back(std::move(one));
    };
    for (const auto urgency : {Urgency::None, Urgency::Action, Urgency::Concern, Urgency::Stat})
        add([urgency](ArchivedMessage& one) { one.urgency = urgency; });
    add([](ArchivedMessage& one) { one.recalledAtMs = one.sentAtMs + 60'000; });
    add([](ArchivedMessage& one) {
        one.correctedAtMs = one.sentAtMs + 60'000;
        one.earlier = {"Potassium is 61", "Potassium is 16"};
    });
    add([](ArchivedMessage& one) {
        one.patient = PatientTag{"Maria Sample", "4471", {}};
        one.peer = "7f3a@rooms.clinic.example";
        one.team = true;
        one.handedBy.clear();
    });
    add([](ArchivedMessage& one) { one.patient = PatientTag{"", "4471", {}}; });
    add([](ArchivedMessage& one) {
        one.file = "=scan.pdf";
        one.text.clear();
    });
    add([](ArchivedMessage& one) {
        one.text = "\x1b[31mred\x07 and \xff not UTF-8";
        one.unmanaged = one.received = true;
        one.handedBy = one.peer;
        one.originId.clear();
    });
    add([](ArchivedMessage& one) { one.text = " \n"; });
    return all;
}

}  // namespace

int main(int argc, char** argv)
{
    const auto format = archiveFormatFromName(argc > 1 ? argv[1] : "");
    if (!format)
        return 2;
    const auto all = argc > 2 ? std::vector<ArchivedMessage>{} : messages();  // "none"
    ArchiveWriter writer(*format, wallTimeFromMs(1'795'000'100'000));
    QByteArray out;
    for (const auto& one : all)
        out += writer.add(one);
    out += writer.end();
    return std::fwrite(out.constData(), 1, static_cast<std::size_t>(out.size()), stdout) ==
            static_cast<std::size_t>(out.size())
        ? 0
        : 1;
}
