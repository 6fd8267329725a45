// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/picture.h"
#include "core/base/clock.h"
#include "ui/directory_model.h"

#include <QFrame>

#include <optional>

class QListView;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace sotto::ui {

class Avatar;
class Label;

/// Whose devices are whose, and how far each is trusted: people at the left, their devices at the
/// right; one of the two where the window is narrow.
class DevicesPage final : public QFrame {
    Q_OBJECT
public:
    DevicesPage(Client& client, const Clock& clock, PictureDecoder* pictures, QWidget* parent);

    void showPerson(const QString& address);
    void focusList();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeDetail();
    void setSelf(const SelfSnapshot& self);
    void loadPeople();
    void choose(const QString& address);
    void showDevices(const QString& address, const QList<DeviceSnapshot>& devices);
    void begin(const QString& address);
    void fill(const QString& words);
    void addCard(const DeviceSnapshot& device);
    void compare(const DeviceSnapshot& device);
    void onComparison(const ComparisonSnapshot& comparison);
    void arrange();
    QString nameOf(const QString& address) const;
    const DeviceSnapshot* find(quint32 id) const;

    Client& m_client;
    const Clock& m_clock;
    PictureDecoder* m_pictures;  ///< may be null
    DirectoryModel m_model;
    SelfSnapshot m_self;
    QList<PersonSnapshot> m_people;
    QListView* m_list;
    QWidget* m_left;
    QWidget* m_detail;
    QToolButton* m_back;
    Avatar* m_avatar;
    Label* m_name;
    Label* m_summary;
    QScrollArea* m_scroll;
    QWidget* m_cards = nullptr;
    QString m_address;
    QList<DeviceSnapshot> m_devices;
    std::optional<quint32> m_toCompare;  ///< asked for, its words not here yet
    bool m_isOpen = false;               ///< a person was chosen, in a narrow window
};

}  // namespace sotto::ui
